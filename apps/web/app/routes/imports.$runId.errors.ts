import type { LoaderFunctionArgs } from '@remix-run/node'
import { errorsLoader } from '../members/import.server.ts'

export const loader = (args: LoaderFunctionArgs) => errorsLoader(args)
