import type { LoaderFunctionArgs } from '@remix-run/node'
import { accountLoader } from '../organizations/account.server.ts'

export { AccountScreen as default } from '../organizations/account-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => accountLoader(args)
