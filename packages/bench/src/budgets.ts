import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openTestDatabase } from '@nq15/db/seed/test-database'
import pg from 'pg'
import { CountingWay } from './budgets/counting-way.ts'
import { type Budgets, breachesOf, budgetsOf } from './budgets/judge.ts'
import { measureProduct, type Size } from './budgets/measure.ts'
import { tellSizes } from './budgets/tell.ts'
import { loadDemo } from './demo.ts'
import { startProduct } from './product.ts'

const file = fileURLToPath(new URL('../budgets.json', import.meta.url))

/**
 * Every page and procedure at the named sizes (`demo`, `city=FOLDER,postgres://…`, `nation=…`): statements, bytes, times; printed as one
 * table and compared with the budgets of the repository, or written as the new ones. Throws with the breaches.
 */
export async function benchBudgets(
  print: (text: string) => void,
  { mode, sizes }: { mode: 'check' | 'write'; sizes: readonly string[] },
): Promise<void> {
  const kept = JSON.parse(await readFile(file, 'utf8')) as Budgets
  print(`${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, load before ${loadavg()[0]?.toFixed(1)}`)
  const measured: Size[] = []
  for (const size of sizes) measured.push(await measureSize(size))
  for (const line of tellSizes(measured)) print(line)
  if (mode === 'write') {
    const written = {
      ...kept,
      ...Object.fromEntries(measured.map((one) => [one.name, budgetsOf(one.figures, one.unitMs)])),
    }
    await writeFile(file, `${JSON.stringify(written, null, 2)}\n`)
    return
  }
  const breaches = measured.flatMap((one) =>
    breachesOf(one.figures, { budgets: kept[one.name] ?? {}, unitMs: one.unitMs }).map(
      (told) => `${one.name}: ${told}`,
    ),
  )
  for (const breach of breaches) print(`BREACH ${breach}`)
  if (breaches.length > 0) throw new Error(`${breaches.length} budgets are broken`)
  print('every page and procedure is within its budget')
}

async function measureSize(asked: string): Promise<Size> {
  const [, name = '', folder = '', databaseUrl = ''] = /^(\w+)=([^,]+),(.+)$/u.exec(asked) ?? []
  if (databaseUrl) return measureAt(name, { folder, databaseUrl })
  if (asked !== 'demo')
    throw new Error(`a size is demo, city=FOLDER,postgres://… or nation=FOLDER,postgres://…, not ${asked}`)
  const db = await openTestDatabase()
  const data = await mkdtemp(join(tmpdir(), 'nq15-budgets-'))
  try {
    if (db.kind !== 'PostgreSQL')
      throw new Error(
        'the demo is measured on the engine of the city: set NQ15_TEST_POSTGRES=postgres://superuser@host/postgres',
      )
    await loadDemo({ folder: data, databaseUrl: db.ownerUrl })
    return await measureAt('demo', { folder: data, databaseUrl: db.ownerUrl })
  } finally {
    await rm(data, { recursive: true, force: true })
    await db.close()
  }
}

async function measureAt(
  name: string,
  { folder, databaseUrl }: { folder: string; databaseUrl: string },
): Promise<Size> {
  const way = await CountingWay.open(databaseUrl)
  const owner = new pg.Client({ connectionString: databaseUrl })
  await owner.connect()
  const product = await startProduct({ folder, databaseUrl: way.url })
  try {
    return await measureProduct({ name, product, way, owner, rounds: name === 'demo' ? 5 : 3 })
  } finally {
    await product.stop()
    await owner.end()
    await way.close()
  }
}
