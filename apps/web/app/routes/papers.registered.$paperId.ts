import type { LoaderFunctionArgs } from '@remix-run/node'
import { registeredFileLoader } from '../reports/paper.server.ts'

export const loader = (args: LoaderFunctionArgs) => registeredFileLoader(args)
