import type { LoaderFunctionArgs } from '@remix-run/node'
import { providerCallbackLoader } from '../access/provider.server.ts'

export { ProviderScreen as default } from '../access/provider-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => providerCallbackLoader(args)
