import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';

/** Argon2id (the library's default variant) with the OWASP Password Storage Cheat Sheet's first recommendation. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** One password, however the keyboard composed its letters. */
const composed = (password: string): string => password.normalize('NFKC');

/** Hashes passwords on the thread pool, never on the event loop. */
@Injectable()
export class PasswordHasher {
  hash(password: string): Promise<string> {
    return hash(composed(password), PARAMETERS);
  }

  verify(passwordHash: string, password: string): Promise<boolean> {
    return verify(passwordHash, composed(password));
  }
}
