import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { renditionsAction, renditionsLoader } from '../petitions/renditions.server.ts'

export { RenditionsScreen as default } from '../petitions/renditions-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => renditionsLoader(args)
export const action = (args: ActionFunctionArgs) => renditionsAction(args)
