import { createHash } from 'node:crypto'
import { newId } from '@nq15/db/ids'
import { connectVault } from '@nq15/db/petitions/vault-store'
import type { TestDatabase } from '@nq15/db/seed/test-database'
import type { VaultCommand } from '@nq15/domain/petitions'
import { answerVault } from './answer-vault.ts'
import type { DeskKey, ExampleDesk } from './example-desk.ts'
import type { Vault, VaultCaller } from './vault-calling.ts'
import { Custody } from './vault-custody.ts'

/** A name that must stand nowhere but in the vault's answers to whom they are for. */
export const canary = {
  ...{ name: 'Kanarie Thị Vàng Hoe', address: 'Ngõ Hoàng Yến số 88', idNumber: '001099887766', phone: '0912 345 679' },
  other: 'Chữ viết nghiêng trái',
}

export const examplePassphrase = 'mười hai con giáp về làng'

/** A vault on a test database, cheap to unlock. */
export const exampleVault = (db: TestDatabase): Vault => ({
  db: db.database,
  store: connectVault({ url: db.vaultUrl }),
  custody: new Custody(),
  cost: { operations: 1, memory: 8 * 1024 * 1024 },
})

/** An account of the example as the vault's gate sees it. */
export const vaultCaller = (year: ExampleDesk, who: DeskKey): VaultCaller => ({
  sessionId: year.actors[who].key,
  keep: year.prove(who, 'identity:keep'),
  read: year.prove(who, 'petition:read'),
  work: year.prove(who, 'petition:work'),
  decide: year.prove(who, 'petition:decide'),
  audit: year.prove(who, 'audit:read'),
})

type Unframed<Command> = Command extends VaultCommand ? Omit<Command, 'requestId'> : never
/** Does one command of an account. */
export const doInVault = (vault: Vault, year: ExampleDesk, who: DeskKey, command: Unframed<VaultCommand>) =>
  answerVault(vault, vaultCaller(year, who), { requestId: newId(), ...command } as VaultCommand)

/** Every row of every table of these schemas as text. */
export async function dumpOf(db: TestDatabase, schemas: readonly string[]): Promise<string> {
  const tables = await db.asOwner(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and n.nspname = any ($1::text[]) order by 1`,
    [schemas],
  )
  const texts: string[] = []
  for (const { name } of tables) {
    const [row] = await db.asOwner(`select coalesce(string_agg(t::text, E'\\n'), '') as text from ${name} t`)
    texts.push(String(row?.['text']))
  }
  return texts.join('\n')
}

/** The version of an opening as the database holds it. */
export const openingVersion = async (db: TestDatabase, openingId: string): Promise<number> =>
  Number((await db.asOwner('select version from vault.opening where id = $1', [openingId]))[0]?.['version'])

/** Whatever could be a key in these words: each hashed, and as it is where it is written in base64. */
export const keysOf = (all: readonly string[]): readonly Uint8Array[] =>
  [...new Set(all)]
    .filter((word) => word.length >= 8)
    .flatMap((word) => {
      const hashed = createHash('sha256').update(word).digest()
      const bytes = /^[A-Za-z0-9+/]+=*$/u.test(word) ? Buffer.from(word, 'base64') : Buffer.alloc(0)
      return bytes.length >= 32 ? [hashed, bytes.subarray(0, 32), bytes.subarray(-32)] : [hashed]
    })

/** The custodian that an account is now. */
export async function custodianIdOf(db: TestDatabase, year: ExampleDesk, who: DeskKey): Promise<string> {
  const [row] = await db.asOwner(`select id from vault.custodian where user_id = $1 and state <> 'retired'`, [
    year.actors[who].userId,
  ])
  return String(row?.['id'])
}

/** What custodians and the asker were told about openings so far, each kind once. */
export async function toldOfOpenings(db: TestDatabase): Promise<string[]> {
  const rows = await db.asOwner(`select distinct type from outbox where type like 'petitions.opening-%'`)
  return rows.map(({ type }) => String(type).replace('petitions.opening-', '')).sort()
}
