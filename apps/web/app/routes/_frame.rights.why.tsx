import type { LoaderFunctionArgs } from '@remix-run/node'
import { whyLoader } from '../access/why.server.ts'

export { WhyScreen as default } from '../access/why-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => whyLoader(args)
