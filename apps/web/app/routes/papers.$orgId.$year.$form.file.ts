import type { LoaderFunctionArgs } from '@remix-run/node'
import { paperFileLoader } from '../reports/paper.server.ts'

export const loader = (args: LoaderFunctionArgs) => paperFileLoader(args)
