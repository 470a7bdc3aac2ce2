import { hash } from 'node:crypto'
import type { CopyConnection } from './copy-connection.ts'

/** A table as it is copied: its name as SQL writes it, and the columns that are not computed from others. */
export type CopiedTable = { readonly name: string; readonly columns: readonly string[] }

/** What proves a table: how many rows, and the sum of the SHA-256 of each in COPY's text form, in any order. */
export type TableProof = { readonly rows: number; readonly sum: string }

/** Who is signed in just now and how often somebody tried; a backup is no way back into a session. */
const leftOut = ['auth.session', 'auth.verification', 'auth.sign_in_limit', 'public._prisma_migrations']

/** Every table of the database but those of sign-ins under way and of the history of migrations, by name. */
export async function readCopiedTables(connection: CopyConnection): Promise<CopiedTable[]> {
  const rows = await connection.query(`
    select n.nspname || '.' || c.relname as plain, format('%I.%I', n.nspname, c.relname) as name,
           array_agg(quote_ident(a.attname) order by a.attnum)::text[] as columns
      from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where c.relkind in ('r', 'p') and not c.relispartition and n.nspname !~ '^(pg_|information_schema$)'
     group by n.nspname, c.relname order by n.nspname collate "C", c.relname collate "C"`)
  return rows
    .filter(({ plain }) => !leftOut.includes(String(plain)))
    .map(({ name, columns }) => ({ name: String(name), columns: columns as string[] }))
}

/** The applied migrations with the checksum of each: two databases with the same list have the same tables. */
export async function readMigrationHistory(
  connection: CopyConnection,
): Promise<readonly { readonly name: string; readonly checksum: string }[]> {
  const rows = await connection.query(
    'select migration_name, checksum from public._prisma_migrations where finished_at is not null order by migration_name collate "C"',
  )
  return rows.map((row) => ({ name: String(row['migration_name']), checksum: String(row['checksum']) }))
}

/** Whether anybody has an account here; a place where nobody has one may be filled. */
export async function holdsAccounts(connection: CopyConnection): Promise<boolean> {
  const [row] = await connection.query(`select exists (select from auth."user") as taken`)
  return row?.['taken'] !== false
}

const pieceSize = 4 * 1024 * 1024

/** The lines of a table in pieces of some megabytes that end with a line. In COPY's text form a line feed is a row's end only. */
export async function* linesOf(connection: CopyConnection, { name, columns }: CopiedTable): AsyncGenerator<Buffer> {
  let held: Buffer[] = []
  let size = 0
  for await (const piece of connection.copyOut(`select ${columns.join(', ')} from ${name}`)) {
    held.push(piece)
    size += piece.length
    if (size < pieceSize) continue
    const bytes = Buffer.concat(held)
    const end = bytes.lastIndexOf(0x0a) + 1
    if (end > 0) yield bytes.subarray(0, end)
    held = [bytes.subarray(end)]
    size = bytes.length - end
  }
  if (size > 0) yield Buffer.concat(held)
}

/**
 * Counts and hashes the lines of a table as they pass. Rows have no order, and a server that fills a table may lay a short
 * row into an earlier gap: so each row is hashed for itself, and what is kept is the sum of all hashes, word by word.
 */
export function tableProof(): { readonly add: (lines: Buffer) => void; readonly end: () => TableProof } {
  const sums = new Uint32Array(8)
  let rows = 0
  return {
    add: (lines) => {
      for (let from = 0, to = lines.indexOf(0x0a); to >= 0; from = to + 1, to = lines.indexOf(0x0a, from)) {
        const digest = hash('sha256', lines.subarray(from, to), 'buffer')
        for (let word = 0; word < 8; word++) sums[word] = (sums[word] ?? 0) + digest.readUInt32LE(word * 4)
        rows += 1
      }
    },
    end: () => ({ rows, sum: [...sums].map((word) => word.toString(16).padStart(8, '0')).join('') }),
  }
}

/** Reads a table again and proves it. */
export async function proveTable(connection: CopyConnection, table: CopiedTable): Promise<TableProof> {
  const proof = tableProof()
  for await (const lines of linesOf(connection, table)) proof.add(lines)
  return proof.end()
}
