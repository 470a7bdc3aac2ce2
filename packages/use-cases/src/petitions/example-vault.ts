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
  audit: year.prove(who, 'audit:read'),
})

type Unframed<Command> = Command extends VaultCommand ? Omit<Command, 'requestId'> : never
/** Does one command of an account. */
export const doInVault = (vault: Vault, year: ExampleDesk, who: DeskKey, command: Unframed<VaultCommand>) =>
  answerVault(vault, vaultCaller(year, who), { requestId: newId(), ...command } as VaultCommand)
