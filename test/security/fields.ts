/** A form as a browser would send it: every field with what stands in it or is chosen. */
import { type DefaultTreeAdapterTypes, parse } from 'parse5';

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

/** All elements of a tree, in their order. */
export function* elements(node: Node): Generator<Element> {
  if ('tagName' in node) yield node;
  if ('childNodes' in node) for (const child of node.childNodes) yield* elements(child);
}

const textOf = (node: Node): string =>
  'value' in node ? node.value : 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';

const attribute = (element: Element, name: string): string | undefined =>
  element.attrs.find((one) => one.name === name)?.value;

function currentValue(element: Element): string | undefined {
  switch (element.tagName) {
    case 'textarea':
      return textOf(element);
    case 'select': {
      const options = [...elements(element)].filter(({ tagName }) => tagName === 'option');
      const chosen = options.find((option) => attribute(option, 'selected') !== undefined) ?? options[0];
      return chosen && (attribute(chosen, 'value') ?? textOf(chosen));
    }
    case 'input': {
      const isBox = /^(checkbox|radio)$/.test(attribute(element, 'type') ?? '');
      if (isBox && attribute(element, 'checked') === undefined) return undefined;
      return attribute(element, 'value') ?? (isBox ? 'on' : '');
    }
    default:
      return undefined;
  }
}

/** Names and values of the form with this action. @throws when the page has none. */
export function fieldsOf(html: string, action: string): [name: string, value: string][] {
  const form = [...elements(parse(html))].find(
    (element) => element.tagName === 'form' && attribute(element, 'action') === action,
  );
  if (!form) throw new Error(`The page has no form for ${action}.`);
  return [...elements(form)].flatMap((element) => {
    const name = attribute(element, 'name');
    const value = currentValue(element);
    return name !== undefined && value !== undefined ? [[name, value] as [string, string]] : [];
  });
}
