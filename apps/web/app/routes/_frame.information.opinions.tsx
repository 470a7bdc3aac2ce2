import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { opinionsAction, opinionsLoader } from '../information/opinions.server.ts'

export { OpinionsScreen as default } from '../information/opinions-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => opinionsLoader(args)
export const action = (args: ActionFunctionArgs) => opinionsAction(args)
