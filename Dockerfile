# docker build -t sts-plan . && docker run --rm --network none -v "$PWD:/workspace:ro" sts-plan lint k8s/
FROM node:24-alpine AS build
WORKDIR /src
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
RUN npm run build

FROM node:24-alpine
# Nothing is ever installed or written in the image: no package manager, no root.
RUN rm -rf /usr/local/lib/node_modules/npm /usr/local/bin/npm /usr/local/bin/npx /opt/yarn* /usr/local/bin/yarn*
COPY --from=build /src/package.json /src/LICENSE /opt/sts-plan/
COPY --from=build /src/bin /opt/sts-plan/bin
COPY --from=build /src/dist /opt/sts-plan/dist
COPY --from=build /src/schemas /opt/sts-plan/schemas
RUN ln -s /opt/sts-plan/bin/sts-plan.cjs /usr/local/bin/sts-plan
USER 65532:65532
WORKDIR /workspace
ENTRYPOINT ["node", "/opt/sts-plan/bin/sts-plan.cjs"]
CMD ["--help"]
