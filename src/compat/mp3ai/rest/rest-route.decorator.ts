import { SetMetadata, UseGuards, UseInterceptors, applyDecorators } from '@nestjs/common';
import { ApiDefaultResponse, ApiSecurity, ApiTags } from '@nestjs/swagger';
import { Public } from '../../../common/principal/principal.decorators.js';
import { RestDetail } from './rest-detail.dto.js';
import { RestGuard } from './rest.guard.js';
import { RestRenderer } from './rest-renderer.js';
import { REST_ROUTE, type RestRouteSettings } from './rest-route.js';

/** Controllers whose routes are as Django REST framework has them. The guards of their routes come after this one. */
export const RestController = (): ClassDecorator =>
  applyDecorators(
    Public(),
    ApiTags('compat'),
    ApiSecurity('token'),
    ApiDefaultResponse({ description: 'What was wrong', type: RestDetail }),
    UseGuards(RestGuard),
    UseInterceptors(RestRenderer),
  );

export const RestRoute = (settings: RestRouteSettings): MethodDecorator => SetMetadata(REST_ROUTE, settings);
