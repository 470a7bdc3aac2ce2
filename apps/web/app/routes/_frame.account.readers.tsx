import type { LoaderFunctionArgs } from '@remix-run/node'
import { ownReadersLoader } from '../access/readers.server.ts'

export { OwnReadersScreen as default } from '../access/readers-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => ownReadersLoader(args)
