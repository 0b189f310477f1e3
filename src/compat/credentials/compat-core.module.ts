import { Module } from '@nestjs/common';
import { AuthModule } from '../../auth/auth.module.js';
import { ComputeModule } from '../../compute/compute.module.js';
import { JsonBodies } from '../body/json-bodies.service.js';
import { CompatCredentials } from './compat-credentials.service.js';
import { OpenServerNotice } from './open-server-notice.js';

/** What the routes of all older systems need: who calls them, and their bodies. */
@Module({
  imports: [AuthModule, ComputeModule],
  providers: [CompatCredentials, JsonBodies, OpenServerNotice],
  exports: [CompatCredentials, JsonBodies],
})
export class CompatCoreModule {}
