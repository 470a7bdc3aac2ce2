import type { LoaderFunctionArgs } from '@remix-run/node'
import { accountWorkbookLoader } from '../organizations/account.server.ts'

export const loader = (args: LoaderFunctionArgs) => accountWorkbookLoader(args)
