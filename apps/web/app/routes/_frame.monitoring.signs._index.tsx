import type { LoaderFunctionArgs } from '@remix-run/node'
import { signsLoader } from '../monitoring/signs.server.ts'

export { SignsScreen as default } from '../monitoring/signs-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => signsLoader(args)
