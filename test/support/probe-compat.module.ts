import { Controller, Module, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Caller } from '../../src/common/principal/principal.decorators.js';
import type { Principal } from '../../src/common/principal/principal.js';
import { CompatModule } from '../../src/compat/compat.module.js';
import { CompatRoute } from '../../src/compat/credentials/compat-route.decorator.js';

class Empty {}

/** Tells who the caller is, on a route whose contract has its credential in the body. */
@ApiExcludeController()
@Controller('v1/probe')
class ProbeCompatController {
  @Post('compat')
  @CompatRoute({ body: Empty, tokenInBody: true })
  caller(@Caller() { email }: Principal): { email: string | null } {
    return { email };
  }
}

@Module({ imports: [CompatModule], controllers: [ProbeCompatController] })
export class ProbeCompatModule {}
