/**
 * Names the schema of a route's second body, in JSON, beside the form that its decorators describe: Swagger's decorators know one schema for
 * all content types. The server turns it into an entry of `requestBody.content`.
 */
export const JSON_BODY = 'x-json-body';
