// dialect: sandbox
#version 330 core
in vec2 uv;
in vec3 vNormal;
in vec4 vertexColor;
out vec4 FragColor;
uniform float time;
uniform vec2 resolution = vec2(800, 600);
uniform float roughness = 0.4;
void main()
{
    vec3 light = normalize(vec3(1.0, 1.0, 2.0));
    FragColor = vec4(vec3(max(dot(vNormal, light), 0.0)) * vec3(uv, 0.5 + 0.5 * sin(time)), 1.0) * vertexColor + roughness * 0.0;
}
