import type { LoaderFunctionArgs } from '@remix-run/node'
import { providerLoader } from '../access/provider.server.ts'

export const loader = (args: LoaderFunctionArgs) => providerLoader(args)
