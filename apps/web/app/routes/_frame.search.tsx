import type { LoaderFunctionArgs } from '@remix-run/node'
import { searchLoader } from '../organizations/search.server.ts'

export { SearchScreen as default } from '../organizations/search-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => searchLoader(args)
