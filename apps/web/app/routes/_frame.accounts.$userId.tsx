import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { accountFileAction, accountFileLoader } from '../access/accounts-file.server.ts'

export { AccountFileScreen as default } from '../access/accounts-file-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => accountFileLoader(args)
export const action = (args: ActionFunctionArgs) => accountFileAction(args)
