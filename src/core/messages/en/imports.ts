export const imports = {
  title: 'Bring a work',
};
