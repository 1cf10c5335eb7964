// What both views of the playground's page are made with. Text from people goes in as text, never as markup.
export const $ = (selector, within = document) => within.querySelector(selector);

export const make = (tag, className, text) => {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
};

export const button = (className, text, press) => {
  const element = make('button', className, text);
  element.type = 'button';
  element.addEventListener('click', press);
  return element;
};

export const cityOf = (zone) => zone.split('/').pop().replaceAll('_', ' ');
