import type { LoaderFunctionArgs } from '@remix-run/node'
import { myWorkLoader } from '../access/my-work.server.ts'

export { MyWorkScreen as default } from '../access/my-work-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => myWorkLoader(args)
