import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import { AppModule } from '../app.module.js';

/** The application without its HTTP server, with migrations run: what a command works on. */
export const openApplication = (): Promise<INestApplicationContext> =>
  NestFactory.createApplicationContext(AppModule, { logger: ['error', 'warn'], abortOnError: false });
