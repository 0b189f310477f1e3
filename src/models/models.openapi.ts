import { applyDecorators } from '@nestjs/common';
import { ApiOkResponse, ApiParam, ApiProduces } from '@nestjs/swagger';

export const DescribeName = (): MethodDecorator =>
  ApiParam({
    name: 'name',
    description: 'Name of an installed model or one of your own, or the id of any that you may use',
  });

export const DescribeExport = (): MethodDecorator =>
  applyDecorators(
    ApiProduces('application/zip'),
    ApiOkResponse({ description: 'The files of the model', schema: { type: 'string', format: 'binary' } }),
  );
