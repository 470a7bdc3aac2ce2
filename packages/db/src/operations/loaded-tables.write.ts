import type { CopiedTable } from './copied-tables.read.ts'
import type { CopyConnection } from './copy-connection.ts'

/** A piece of a table: whole lines of COPY's text form. */
export type TablePiece = { readonly table: CopiedTable; readonly lines: Buffer }

/**
 * Empties the given tables and fills them with what was copied from a database of the same migrations. What watches over
 * writing (triggers, policies) rests meanwhile, since the rows were judged when they were written; what binds rows together (foreign
 * keys) is taken off and laid on again at the end, which proves every row. All in the transaction of the connection.
 */
export async function loadTables(
  connection: CopyConnection,
  tables: readonly CopiedTable[],
  pieces: AsyncIterable<TablePiece>,
): Promise<void> {
  const names = tables.map(({ name }) => name).join(', ')
  const bonds = await connection.query(`
    select conrelid::regclass::text as "table", quote_ident(conname) as name, pg_get_constraintdef(oid) as words
      from pg_constraint where contype = 'f' and conparentid = 0 and (conrelid in (${relations(tables)}) or confrelid in (${relations(tables)})) order by 1, 2`)
  const watchers = await connection.query(`
    select tgrelid::regclass::text as "table", quote_ident(tgname) as name, tgenabled as state
      from pg_trigger where not tgisinternal and tgparentid = 0 and tgrelid in (${relations(tables)}) order by 1, 2`)

  // COPY into a table is refused to whoever its policies bind, and they bind the owner too.
  const bound = await connection.query(
    `select oid::regclass::text as "table" from pg_class where relforcerowsecurity and oid in (${relations(tables)}) order by 1`,
  )
  for (const { table } of bound) await connection.query(`alter table ${table} no force row level security`)
  for (const { table, name } of bonds) await connection.query(`alter table ${table} drop constraint ${name}`)
  for (const { table, name } of watchers) await connection.query(`alter table ${table} disable trigger ${name}`)
  await connection.query(`truncate ${names}`)
  for await (const { table, lines } of pieces) {
    await connection.copyIn(`${table.name} (${table.columns.join(', ')})`, lines)
  }
  for (const { table, name, words } of bonds) {
    await connection.query(`alter table ${table} add constraint ${name} ${words}`)
  }
  for (const { table, name, state } of watchers) {
    const verb = { O: 'enable', A: 'enable always', R: 'enable replica' }[String(state)]
    if (verb) await connection.query(`alter table ${table} ${verb} trigger ${name}`)
  }
  for (const { table } of bound) await connection.query(`alter table ${table} force row level security`)
}

const relations = (tables: readonly CopiedTable[]) =>
  tables.map(({ name }) => `'${name.replaceAll("'", "''")}'::regclass`).join(', ')
