/** Makes every test server of this project use a PostgreSQL database and a Redis of its own; see TestServer. */
process.env.TEST_PROFILE = 'scaled';
