import type { ActionFunctionArgs } from '@remix-run/node'
import { lookAction } from '../petitions/intake.server.ts'

/** Answered as JSON: the page asks beside the router. */
export const action = async (args: ActionFunctionArgs) => Response.json(await lookAction(args))
