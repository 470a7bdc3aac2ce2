import type { LoaderFunctionArgs } from '@remix-run/node'
import { appealsLoader } from '../ratings/after/committee.server.ts'

export { AppealsScreen as default } from '../ratings/after/appeals-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => appealsLoader(args)
