import type { LoaderFunctionArgs } from '@remix-run/node'
import { templateLoader } from '../members/import.server.ts'

export const loader = (args: LoaderFunctionArgs) => templateLoader(args)
