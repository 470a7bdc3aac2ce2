import type { LoaderFunctionArgs } from '@remix-run/node'
import { registerWorkbookLoader } from '../privacy/register.server.ts'

export const loader = (args: LoaderFunctionArgs) => registerWorkbookLoader(args)
