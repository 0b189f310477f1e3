import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Caller } from '../../common/principal/principal.decorators.js';
import type { Principal } from '../../common/principal/principal.js';
import { SearchQuery } from './dto/search-query.dto.js';
import { SearchPage } from './dto/search-result.dto.js';
import { SearchService } from './search.service.js';

@ApiTags('transcription')
@Controller('v1/search')
export class SearchController {
  constructor(private readonly searches: SearchService) {}

  /** Find what was said in your own recordings, by the newest transcript of each. A phrase is found within a segment. */
  @Get()
  search(@Caller() caller: Principal, @Query() query: SearchQuery): Promise<SearchPage> {
    return this.searches.search(caller, query);
  }
}
