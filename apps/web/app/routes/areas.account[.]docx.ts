import type { LoaderFunctionArgs } from '@remix-run/node'
import { accountPaperLoader } from '../organizations/account.server.ts'

export const loader = (args: LoaderFunctionArgs) => accountPaperLoader(args)
