// dialect: sandbox
#version 330
smooth in vec2 TexCoord; flat in int material; in vec3 FragPos; noperspective in float fade;
layout(location = 0) out vec3 colour;
layout(location = 1) out vec3 second;
uniform sampler2D diffuse;
struct Light { vec3 position; vec3 color; };
uniform Light lights[2];
void main() { colour = texture(diffuse, TexCoord).rgb * (fade + 0.5) + FragPos * 0.1 + float(material) + lights[0].color; second = vec3(1.0); }
