import { readdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import type { SchemaEngine } from '@prisma/schema-engine-wasm'

/** One file of Prisma models. */
export type ModelFile = { readonly path: string; readonly content: string }

// The platform's own declarations of WebAssembly come with the browser's, which this package leaves out.
type Assembly = {
  readonly instantiate: (
    bytes: Uint8Array,
    imports: unknown,
  ) => Promise<{ instance: { exports: { __wbindgen_start: () => void } } }>
}

const prismaFolder = fileURLToPath(new URL('../prisma', import.meta.url))

/** The models of every room with the schema's head. */
export async function readModels(): Promise<ModelFile[]> {
  const names = (await readdir(prismaFolder, { recursive: true })).filter((name) => name.endsWith('.prisma')).sort()
  return Promise.all(names.map(async (path) => ({ path, content: await readFile(join(prismaFolder, path), 'utf8') })))
}

/**
 * Prisma's schema engine from its WebAssembly package, so that nothing is downloaded. It is instantiated by hand: Node 20
 * imports no `.wasm` files. It wants some server to talk to; `url` may be a throw-away one.
 */
export async function openSchemaEngine(url: string, models: readonly ModelFile[]): Promise<SchemaEngine> {
  const wasm = createRequire(import.meta.url)
    .resolve('@prisma/schema-engine-wasm')
    .replace('schema_engine.js', 'schema_engine_bg.wasm')
  const glue = await import('@prisma/schema-engine-wasm/schema_engine_bg')
  const { WebAssembly: assembly } = globalThis as unknown as { WebAssembly: Assembly }
  const { instance } = await assembly.instantiate(await readFile(wasm), { './schema_engine_bg.js': glue })
  const bound = glue as unknown as { __wbg_set_wasm: (exports: unknown) => void }
  bound.__wbg_set_wasm(instance.exports)
  instance.exports.__wbindgen_start()
  const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPg({ connectionString: url }))
  const datamodels = models.map(({ path, content }): [string, string] => [path, content])
  return glue.SchemaEngine.new({ datamodels }, () => undefined, adapter)
}

/** The SQL that builds the models' database from nothing. */
export async function sqlOfModels(engine: SchemaEngine, models: readonly ModelFile[]): Promise<string> {
  const { stdout } = await engine.diff({
    from: { tag: 'empty' },
    to: { tag: 'schemaDatamodel', files: models.map(({ path, content }) => ({ path, content })) },
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  })
  if (!stdout) throw new Error('the schema engine answered nothing')
  return stdout
}
