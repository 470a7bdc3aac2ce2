import type { LoaderFunctionArgs } from '@remix-run/node'
import { vaultHistoryLoader } from '../petitions/vault.server.ts'

export { VaultHistoryScreen as default } from '../petitions/vault-history-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => vaultHistoryLoader(args)
