import { endOverdue } from '@nq15/db/petitions/vault.write'
import type { Vault } from './vault-calling.ts'

/** Ends every opening past its end and forgets the keys kept for it. Answers how many. */
export async function endOverdueOpenings({ store, custody }: Vault): Promise<number> {
  custody.sweep()
  return store.run((tx) => endOverdue(tx))
}
