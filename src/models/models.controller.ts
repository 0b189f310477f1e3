import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { Caller } from '../common/principal/principal.decorators.js';
import type { Principal } from '../common/principal/principal.js';
import { ListModelsQuery } from './dto/list-models.dto.js';
import { ModelDetails, ModelList } from './dto/model.dto.js';
import { UpdateModelRequest } from './dto/update-model.dto.js';
import { ModelExport } from './model-export.js';
import { ModelLibrary } from './model-library.js';
import { DescribeExport, DescribeName } from './models.openapi.js';

@ApiTags('models')
@Controller('v1/models')
export class ModelsController {
  constructor(
    private readonly library: ModelLibrary,
    private readonly exports: ModelExport,
  ) {}

  /** List the models that you may use: installed ones, your own, and what others share. Clients of OpenAI read this list, too. */
  @Get()
  list(@Caller() caller: Principal, @Query() query: ListModelsQuery): Promise<ModelList> {
    return this.library.list(caller, query);
  }

  /** Read what is known of a model: figures, lineage, settings. */
  @Get(':name')
  @DescribeName()
  get(@Caller() caller: Principal, @Param('name') name: string): Promise<ModelDetails> {
    return this.library.get(caller, name);
  }

  /** Rename or share a model that you trained. */
  @Patch(':name')
  @DescribeName()
  update(
    @Caller() caller: Principal,
    @Param('name') name: string,
    @Body() changes: UpdateModelRequest,
  ): Promise<ModelDetails> {
    return this.library.update(caller, name, changes);
  }

  /** Delete a model that you trained; refused while a job trains or uses it. Results that it made stay. */
  @Delete(':name')
  @HttpCode(204)
  @DescribeName()
  delete(@Caller() caller: Principal, @Param('name') name: string): Promise<void> {
    return this.library.delete(caller, name);
  }

  /** Download a model as a zip: ONNX graph, weights, and `model.json` with its card. */
  @Get(':name/export')
  @DescribeName()
  @DescribeExport()
  export(@Caller() caller: Principal, @Param('name') name: string, @Res() response: Response): Promise<void> {
    return this.exports.send(caller, name, response);
  }
}
