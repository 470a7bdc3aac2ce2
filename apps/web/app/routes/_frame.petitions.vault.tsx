import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { vaultAction, vaultLoader } from '../petitions/vault.server.ts'

export { VaultScreen as default } from '../petitions/vault-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => vaultLoader(args)
export const action = (args: ActionFunctionArgs) => vaultAction(args)
