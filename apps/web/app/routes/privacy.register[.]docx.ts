import type { LoaderFunctionArgs } from '@remix-run/node'
import { registerPaperLoader } from '../privacy/register.server.ts'

export const loader = (args: LoaderFunctionArgs) => registerPaperLoader(args)
