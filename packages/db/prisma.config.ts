import { defineConfig } from 'prisma/config'

// `generate` runs no engine, yet the tool looks for one; a closed network cannot download it, so any existing file stands in.
// biome-ignore lint/style/noProcessEnv: this file is configuration
process.env['PRISMA_SCHEMA_ENGINE_BINARY'] ??= process.execPath

export default defineConfig({ schema: 'prisma' })
