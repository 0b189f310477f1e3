import { Module } from '@nestjs/common';
import { DatabaseProfile } from './database-profile.js';

@Module({ providers: [DatabaseProfile], exports: [DatabaseProfile] })
export class DatabaseProfileModule {}
