import { ApiPropertyOptional } from '@nestjs/swagger';

/** An account as djoser shows it. */
export class Mp3aiAccount {
  /** Empty where there is none. */
  email: string;
  username: string;
  /** Counted by the server. */
  id: number;
}

/** The token of an account: the same from every login until the logout. */
export class Mp3aiToken {
  /** 40 hexadecimal digits. */
  auth_token: string;
}

/** Fields of a form, or of JSON. */
export class Mp3aiRegistration {
  /** Letters, digits and `@ . + - _`, at most 150. */
  username: string;
  password: string;
  @ApiPropertyOptional()
  email?: string;
}

export class Mp3aiCredentials {
  username: string;
  password: string;
}

export class Mp3aiEmail {
  email: string;
}

export class Mp3aiConfirmation {
  /** The password of the account. */
  current_password: string;
}

export class Mp3aiNewPassword extends Mp3aiConfirmation {
  new_password: string;
}

export class Mp3aiNewUsername extends Mp3aiConfirmation {
  new_username: string;
}
