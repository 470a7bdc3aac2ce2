import type { LoaderFunctionArgs } from '@remix-run/node'
import { receptionWorkbookLoader } from '../petitions/reception-register.server.ts'

export const loader = (args: LoaderFunctionArgs) => receptionWorkbookLoader(args)
