import type { LoaderFunctionArgs } from '@remix-run/node'
import { accountLoader } from '../access/account.server.ts'

export { AccountScreen as default } from '../access/account-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => accountLoader(args)
