import type { LoaderFunctionArgs } from '@remix-run/node'
import { successionAppendixLoader } from '../organizations/succession.server.ts'

export const loader = (args: LoaderFunctionArgs) => successionAppendixLoader(args)
