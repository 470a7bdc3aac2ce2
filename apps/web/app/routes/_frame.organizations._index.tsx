import type { LoaderFunctionArgs } from '@remix-run/node'
import { treeLoader } from '../organizations/tree.server.ts'

export { TreeScreen as default } from '../organizations/tree-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => treeLoader(args)
