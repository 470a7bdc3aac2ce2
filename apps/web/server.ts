import { startWebServer } from './app/server/start-web-server.server.ts'

await startWebServer()
