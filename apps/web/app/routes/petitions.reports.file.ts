import type { LoaderFunctionArgs } from '@remix-run/node'
import { reportFileLoader } from '../petitions/report.server.ts'

export const loader = (args: LoaderFunctionArgs) => reportFileLoader(args)
